namespace Broadsheet.Feeds;

/// <summary>Collects what had to be forgiven; places are turned into lines and columns once, at the end.</summary>
internal sealed class FeedProblems(int limit)
{
    private readonly List<(string Code, string Message, int Position)> found = [];

    public bool Any { get; private set; }

    /// <summary>Notes a problem; the same code is listed three times at most, so that one habit does not hide the others.</summary>
    public void Add(string code, string message, int position = -1)
    {
        Any = true;
        if (found.Count >= limit)
            return;
        var same = 0;
        foreach (var problem in found)
        {
            if (ReferenceEquals(problem.Code, code) && ++same >= 3)
                return;
        }

        found.Add((code, message, position));
    }

    public IReadOnlyList<FeedProblem> InDocumentOrder(ReadOnlySpan<char> text)
    {
        var problems = new List<FeedProblem>(found.Count);
        var line = 1;
        var lineStart = 0;
        foreach (var (code, message, position) in found.OrderBy(problem => problem.Position))
        {
            if (position < 0)
            {
                problems.Add(new FeedProblem(code, message, 0, 0));
                continue;
            }

            var end = Math.Min(position, text.Length);
            for (var next = text[lineStart..end].IndexOf('\n'); next >= 0; next = text[lineStart..end].IndexOf('\n'))
            {
                line++;
                lineStart += next + 1;
            }

            problems.Add(new FeedProblem(code, message, line, end - lineStart + 1));
        }

        return problems;
    }
}
