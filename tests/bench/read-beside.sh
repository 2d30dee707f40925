#!/bin/sh
# One list, three readers, in one run: read-beside.sh ROSTER-BENCH FOLDER
# Needs python3-openpyxl, and SheetJS in FOLDER (cd FOLDER && npm install xlsx).
set -eu
bench=$1
folder=$2
"$bench" "$folder"
for i in 1 2 3; do
  "$bench" "$folder" again
  /usr/bin/python3 - "$folder/big.xlsx" <<'PY'
import resource, sys, time
import openpyxl
loaded = time.perf_counter()
rows = list(openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).active.values)
print(f"openpyxl {len(rows)} 行：{(time.perf_counter() - loaded) * 1000:.0f} ms，"
      f"内存峰值 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
PY
  (cd "$folder" && node -e '
    const xlsx = require("xlsx");
    const begin = process.hrtime.bigint();
    const book = xlsx.readFile("big.xlsx");
    const rows = xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], {header: 1});
    const ms = Number((process.hrtime.bigint() - begin) / 1000000n);
    console.log(`SheetJS ${rows.length} 行：${ms} ms，内存峰值 ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);')
done
