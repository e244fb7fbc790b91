-- A different question at each request, from the file that QUERIES names; a run begins after as many as FIRST says.
local queries, at = {}, tonumber(os.getenv("FIRST") or "0")
for line in io.lines(os.getenv("QUERIES")) do queries[#queries + 1] = "/api/v2/search?q=" .. line end
function request()
  at = at % #queries + 1
  return wrk.format("GET", queries[at])
end
