# Three images from one file: portaal (web, worker, beat, migrate), database (also backup) and proxy.
# The bases are pinned by tag, because a digest cannot be looked up offline. Pin them further when you build:
# `docker buildx imagetools inspect python:3.13-slim-bookworm` prints the digest to put behind the tag.

FROM python:3.13-slim-bookworm AS python
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=zwijndrecht_portal.settings.production \
    PORTAAL_STATE=/app/staat
WORKDIR /app

FROM python AS bouw
COPY requirements/base.txt requirements/
# odfpy comes as source only; it is plain Python.
RUN python -m venv /venv \
    && pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: --no-binary odfpy -r requirements/base.txt
COPY . .
# Collecting reads the settings but uses none of these; they live in this one command and in no layer.
RUN PORTAAL_GEHEIM=alleen-om-te-bouwen DATABASE_URL=postgres://niemand@nergens/niets REDIS_URL=redis://nergens \
    PORTAAL_HOSTS=nergens PORTAAL_ADRES=https://nergens PORTAAL_MAIL=dummymail:// \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q .

FROM python AS portaal
# Debian stable only gets fixes: a version per package would break the build when one arrives.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin portaal
# Everything stays root's: the portal cannot change its own code.
COPY --from=bouw /venv /venv
COPY --from=bouw /app /app
USER 10001:10001
ENV XDG_CACHE_HOME=/tmp
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 CMD ["python", "ops/gezond.py"]
CMD ["gunicorn", "zwijndrecht_portal.wsgi", "--config", "python:zwijndrecht_portal.webserver", "--bind", "0.0.0.0:8000"]

FROM postgres:17-bookworm AS database
RUN install -d -o 999 -g 999 -m 0700 /backups \
    && ln -s /portaal/ops/database/rollen.sh /docker-entrypoint-initdb.d/10-rollen.sh
COPY zwijndrecht_portal/embedded/bootstrap.sql /portaal/zwijndrecht_portal/embedded/
COPY ops/database /portaal/ops/database
USER 999:999
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["pg_isready", "--quiet", "--host=127.0.0.1"]

FROM caddy:2.11-alpine AS proxy
ENV XDG_DATA_HOME=/staat \
    XDG_CONFIG_HOME=/tmp
RUN install -d -o 10001 -g 10001 -m 0700 /staat
COPY ops/proxy /etc/caddy
USER 10001:10001
