"""A local workspace: a stand-in for Slack, with people who write and click.

The tests, the demo and rehearsals all use it. It speaks Slack's protocol (Web API, signed HTTP
requests, Socket Mode), is as strict as Slack, and knows nothing of the bot; the bot connects to it
exactly as to Slack, only with another `SLACK_API_URL`. Start reading at `server.py`:

- `world.py` is what there is: people, channels, messages, files, forms. `clock.py` is its time.
- `web_api.py` and `api_*.py` take the app's calls; `limits.py` is Block Kit's rules.
- `delivery.py` sends the app what happens, by `http_transport.py` or `socket_mode.py`.
- `client.py` is what a person's Slack can do; `people.py` makes a test read like a story;
  `page_api.py` and `page/` put the same in a browser.
- `faults.py` is for bad days; `journal.py` writes down what everyone saw.
"""

from bot.sandbox.client import Answer, Client, NotThere
from bot.sandbox.clock import SimulatedClock
from bot.sandbox.people import Person
from bot.sandbox.server import Companion, Sandbox
from bot.sandbox.world import Attachment

__all__ = [
    "Answer",
    "Attachment",
    "Client",
    "Companion",
    "NotThere",
    "Person",
    "Sandbox",
    "SimulatedClock",
]
