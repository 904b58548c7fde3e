"""What the person chose for the whole journal, by name: anything JSON can hold."""

from typing import Any

from sqlalchemy import Connection, select

from peerjournal.store.schema import preferences


def preference(db: Connection, name: str) -> Any:
    """What was chosen; None if nothing."""
    return db.execute(select(preferences.c.value).where(preferences.c.name == name)).scalar_one_or_none()


def put_preference(db: Connection, name: str, value: Any) -> None:
    """Keep a choice."""
    db.execute(preferences.delete().where(preferences.c.name == name))
    db.execute(preferences.insert(), {"name": name, "value": value})
