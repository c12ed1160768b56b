"""The one place that writes casework; split by noun."""
