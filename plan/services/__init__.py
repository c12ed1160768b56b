"""The one place that writes the plan; split by noun."""
