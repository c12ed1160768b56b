"""`./portaal bench`: our time against what this machine can do at best, measured side by side in one run."""
