"""native.py PROGRAM FOLDER PASSES: a program that reads one feed from standard input; one process a document, start included."""
import glob, json, resource, subprocess, sys

names = sorted(glob.glob(sys.argv[2] + "/*.xml"))
took = []
for _ in range(int(sys.argv[3])):
    items = size = 0
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for name in names:
        with open(name, "rb") as document:
            out = subprocess.run([sys.argv[1]], stdin=document, stdout=subprocess.PIPE, check=False).stdout
            items += out.count(b"\n")
            size += document.seek(0, 2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
took.sort()
print(json.dumps({"peer": sys.argv[1] + " (process a feed)", "mb": size / 1e6, "cpu": took[0], "median": took[len(took) // 2], "max": took[-1], "items": items, "titleCharacters": 0}))
