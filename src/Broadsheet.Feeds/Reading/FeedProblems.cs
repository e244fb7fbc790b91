using System.Text;

namespace Broadsheet.Feeds;

/// <summary>Collects what had to be forgiven; places are turned into lines and columns once, at the end.</summary>
internal sealed class FeedProblems(int limit)
{
    private readonly List<(string Code, string Message, int Position)> found = [];

    public bool Any { get; private set; }

    /// <summary>Notes a problem; the same code is listed three times at most, so that one habit does not hide the others.</summary>
    /// <param name="code">A stable code, in kebab-case; always the same literal.</param>
    /// <param name="message">A sentence for people.</param>
    /// <param name="position">The byte of the document it begins with; -1 when it concerns the whole.</param>
    public void Add(string code, string message, int position = -1)
    {
        if (Notes(code))
            found.Add((code, message, position));
    }

    /// <summary>Whether one more of its kind would be listed; a message that has to be made is made only then. Counts as a problem in any case.</summary>
    public bool Notes(string code)
    {
        Any = true;
        if (found.Count >= limit)
            return false;
        var same = 0;
        foreach (var problem in found)
        {
            if (ReferenceEquals(problem.Code, code) && ++same >= 3)
                return false;
        }

        return true;
    }

    public IReadOnlyList<FeedProblem> InDocumentOrder(ReadOnlySpan<byte> text)
    {
        if (found.Count == 0)
            return [];
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
            for (var next = text[lineStart..end].IndexOf((byte)'\n'); next >= 0; next = text[lineStart..end].IndexOf((byte)'\n'))
            {
                line++;
                lineStart += next + 1;
            }

            problems.Add(new FeedProblem(code, message, line, Encoding.UTF8.GetCharCount(text[lineStart..end]) + 1));
        }

        return problems;
    }
}
