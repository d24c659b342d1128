"""The same open house in the hands of another colleague, without signing in again."""

from dataclasses import replace

from sqlalchemy import select

from sociaalhuis.actions import Actor
from sociaalhuis.db.staff import User
from sociaalhuis.house import House


def as_role(house: House, role: str) -> House:
    """The house for the colleague of this role (the template has one of each, labelled with the role)."""
    with house.store.read() as session:
        account = session.scalars(select(User).where(User.label == role)).one()
    return replace(house, actor=Actor(account.id, role))
