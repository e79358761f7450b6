"""Lists of the register: relations with their partners and status, networks, agreements and activities."""
