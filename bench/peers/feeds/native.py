"""native.py PROGRAM FOLDER: a program that reads one feed from standard input; one process a document, start included."""
import glob, json, resource, subprocess, sys

names = sorted(glob.glob(sys.argv[2] + "/*.xml"))
items = size = 0
before = resource.getrusage(resource.RUSAGE_CHILDREN)
for name in names:
    with open(name, "rb") as document:
        out = subprocess.run([sys.argv[1]], stdin=document, stdout=subprocess.PIPE, check=False).stdout
        items += out.count(b"\n")
        size += document.tell()
after = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"peer": sys.argv[1] + " (process a feed)", "mb": size / 1e6, "cpu": cpu, "items": items, "titleCharacters": 0}))
