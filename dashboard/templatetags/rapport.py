"""What only a report draws."""

from django import template

from dashboard.strook import planningstrook

register = template.Library()
register.simple_tag(planningstrook)
