"""Every write to the strategy. Services validate, check versions, record who did it, and know nothing of HTTP."""
