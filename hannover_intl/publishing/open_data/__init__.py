"""The public lists as files: what each holds is declared once, and CSV, JSON, schema and docs come from that."""
