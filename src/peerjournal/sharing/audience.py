"""Audiences, and the light of each part for each of them.

The light is *keep* wherever nothing else was said: for every new part, every new audience, in any order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Light(StrEnum):
    """Whether a part may be told to an audience."""

    KEEP = "keep"
    ASK = "ask"
    SHARE = "share"


class Known(StrEnum):
    """An answer that may be open."""

    UNKNOWN = ""
    YES = "yes"
    NO = "no"


@dataclass
class Audience:
    """A kind of listeners. An archived one keeps its tellings and its ledger, and is offered no more."""

    id: str
    name: str
    recorded: Known = Known.UNKNOWN
    withdrawable: Known = Known.UNKNOWN
    position: int = 0
    archived_at: datetime | None = None


@dataclass(frozen=True)
class LightSetting:
    """What was said about one part and one audience. ``look_again_on`` is the day to think about it anew."""

    part_id: str
    audience_id: str
    light: Light = Light.KEEP
    look_again_on: date | None = None


Lights = Mapping[tuple[str, str], LightSetting]
"""By (part id, audience id); what is missing is *keep*."""


def light_of(lights: Lights, part_id: str, audience_id: str) -> Light:
    """The light of a part for an audience; *keep* where nothing was said."""
    setting = lights.get((part_id, audience_id))
    return Light.KEEP if setting is None else setting.light
