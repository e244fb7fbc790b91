-- A different question at each request, from the file that QUERIES names; each connection's thread begins elsewhere in it.
local queries, at, threads = {}, 0, 0
for line in io.lines(os.getenv("QUERIES")) do queries[#queries + 1] = "/api/v2/search?q=" .. line end
function setup(thread)
  thread:set("first", threads * 997)
  threads = threads + 1
end
function init() at = first end
function request()
  at = at % #queries + 1
  return wrk.format("GET", queries[at])
end
