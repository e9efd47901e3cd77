"""Personal data and secrets in old tickets: found by rules, replaced alike throughout one ticket.

Nothing here stores or sends anything. ``Mask`` is the one door: what it returns may be kept.
"""

from simulator.masking.found import PERSONAL, SECRETS, Found, Kind
from simulator.masking.mask import Mask, Masked

__all__ = ["PERSONAL", "SECRETS", "Found", "Kind", "Mask", "Masked"]
