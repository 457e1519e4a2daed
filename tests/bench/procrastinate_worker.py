# pyright: basic
"""Procrastinate's worker, for `tests.bench.claims`: spoken to as ours is. It runs in an environment
of its own, and imports nothing of this project.
"""

import asyncio
import sys

import procrastinate  # pyright: ignore[reportMissingImports]  it is no dependency

app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=sys.argv[1]))


@app.task(name="nothing")
async def nothing():
    return


async def main():
    async with app.open_async():
        if not await app.check_connection_async():
            await app.schema_manager.apply_schema_async()
        say_so()
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            if line == "go":
                await app.run_worker_async(
                    concurrency=1, wait=False, install_signal_handlers=False, listen_notify=False
                )
            else:
                await nothing.batch_defer_async(*[{} for _ in range(int(line))])
            say_so()


def say_so():
    print("done", flush=True)


asyncio.run(main())
