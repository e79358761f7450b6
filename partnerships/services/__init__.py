"""Every write of the register: atomic, validated, version-checked, with history."""
