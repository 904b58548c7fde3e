"""Alembic's entry: runs on the connection handed in, inside the vault."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
