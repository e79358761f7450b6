"""All writes to reports of the council."""
