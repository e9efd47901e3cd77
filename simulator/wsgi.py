"""For application servers: ``gunicorn simulator.wsgi:app`` after ``simulator db upgrade``."""

from simulator.app import create_app
from simulator.settings import load_settings

app = create_app(load_settings())
