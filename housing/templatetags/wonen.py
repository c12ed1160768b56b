"""The pictures of wonen in a template: `{% load wonen %}`. What is drawn lives in housing.grafieken."""

from django import template

from housing import grafieken

register = template.Library()
register.simple_tag(grafieken.kalenderstrook)
register.simple_tag(grafieken.tegelkaart)
register.simple_tag(grafieken.bandbreedte)
