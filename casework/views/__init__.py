"""What the browser gets: guard, one call, one template. Split by page. Every view runs with row-level security."""
