"""The one place that writes figures and reports; split by noun."""
