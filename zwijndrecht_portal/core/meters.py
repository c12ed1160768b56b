"""
Metrics for Prometheus at /metrics: how many requests, how long they took, and how many tasks wait.

Each web server answers for its own processes. Outside the URLs of the portal on purpose: Prometheus asks every web
server by its number on the inner network, where no host name or TLS is; the proxy lets nobody outside ask.
"""

import logging
import os
from collections.abc import Callable, Iterator
from time import perf_counter

import redis
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from zwijndrecht_portal.core.logboek import route_van

PAD = "/metrics"
TRAAG = 1.0  # seconds
WACHTRIJ = "celery"  # the name of Celery's queue
View = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)
verzoeken = Histogram(
    "portaal_request_seconds",
    "Time that the portal took to answer, per route.",
    ["method", "route", "status"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


class Wachtrij(Collector):
    """How many tasks wait. Nothing when the broker does not answer: a missing series is an alarm too."""

    def collect(self) -> Iterator[Metric]:
        try:
            lengte = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2).llen(WACHTRIJ)
        except redis.RedisError:
            return
        yield GaugeMetricFamily("portaal_queue_length", "Tasks that wait for a worker.", value=lengte)


def meters(get_response: View) -> View:
    """Middleware, before all other: count and time every request, and tell it to who has the key."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == PAD:
            return _toon(request)
        begin = perf_counter()
        antwoord = get_response(request)
        duur = perf_counter() - begin
        verzoeken.labels(request.method, route_van(request), antwoord.status_code).observe(duur)
        if duur > TRAAG:
            logger.warning("traag", extra={"request": request, "ms": round(duur * 1000)})
        return antwoord

    return middleware


def _toon(request: HttpRequest) -> HttpResponse:
    sleutel = settings.METRICS_SLEUTEL
    if not sleutel or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {sleutel}"):
        return HttpResponse(status=404)
    bron = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        bron = CollectorRegistry()
        MultiProcessCollector(bron)
    wachtrij = CollectorRegistry()
    wachtrij.register(Wachtrij())
    return HttpResponse(generate_latest(bron) + generate_latest(wachtrij), content_type=CONTENT_TYPE_LATEST)
