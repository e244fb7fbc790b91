using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Broadsheet.Site;

/// <summary>A YAML mapping that knows where it stands, so that every complaint can name file, line and setting.</summary>
public sealed class YamlMapping
{
    private readonly YamlMappingNode node;
    private readonly SiteProblems problems;
    private readonly string path;

    private YamlMapping(string file, YamlMappingNode node, string path, int firstLine, SiteProblems problems)
    {
        File = file;
        this.node = node;
        this.path = path;
        FirstLine = firstLine;
        this.problems = problems;
    }

    /// <summary>The file, as complaints name it.</summary>
    public string File { get; }

    /// <summary>The line of the file this mapping starts at, from 1.</summary>
    public int Line => LineOf(node);

    private int FirstLine { get; }

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>Reads one document. Null when it is not a mapping or not YAML; the reason is among the problems.</summary>
    /// <param name="file">Name for complaints.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="firstLine">The line of the file the text starts at, for front matter.</param>
    public static YamlMapping? Read(string file, string text, SiteProblems problems, int firstLine = 1)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            problems.Error(file, (int)e.Start.Line + firstLine - 1, "", $"This is not YAML: {FirstSentence(e.InnerException?.Message ?? e.Message)}", "Check indentation, colons and quotes on this line and the one above.");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up this way, without a place, on some open brackets (YamlDotNet 18.1).
            problems.Error(file, firstLine + LineThatFails(text), "", "This is not YAML: a bracket or quote is left open.", "Close it on this line or one above.");
            return null;
        }
        if (stream.Documents.Count == 0)
            return new YamlMapping(file, new YamlMappingNode(), "", firstLine, problems);
        if (stream.Documents[0].RootNode is YamlMappingNode root)
            return new YamlMapping(file, root, "", firstLine, problems);
        problems.Error(file, firstLine, "", "The file must hold settings of the form 'name: value'.", "Write one setting a line.");
        return null;
    }

    /// <summary>Whether a key stands here.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The line of a key, from 1; the mapping's own when the key is absent.</summary>
    public int LineOf(string key) =>
        node.Children.Keys.FirstOrDefault(name => name is YamlScalarNode scalar && scalar.Value == key) is { } found ? LineOf(found) : Line;

    /// <summary>A text; null when absent or empty.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: "" or "~" or "null", Style: ScalarStyle.Plain }:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            default:
                Error(key, "One value is expected here.", "Write a single text or number.");
                return null;
        }
    }

    /// <summary>A text that must be there.</summary>
    public string? RequiredText(string key, string remedy)
    {
        var text = Text(key);
        if (text is null)
            Error(key, "This is missing.", remedy);
        return text;
    }

    /// <summary>A whole number; null when absent.</summary>
    public int? Number(string key)
    {
        var text = Text(key);
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Error(key, $"'{text}' is not a whole number.", "Write digits only.");
        return null;
    }

    /// <summary>A list of texts; a single text counts as a list of one; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
            case YamlScalarNode { Value: "" or "~" or "null", Style: ScalarStyle.Plain }:
                return [];
            case YamlScalarNode scalar:
                return [scalar.Value ?? ""];
            case YamlSequenceNode sequence when sequence.Children.All(child => child is YamlScalarNode):
                return [.. sequence.Children.Cast<YamlScalarNode>().Select(child => child.Value ?? "")];
            default:
                Error(key, "A list of texts is expected here.", "Write each on its own line, with '- ' in front.");
                return [];
        }
    }

    /// <summary>A mapping below this one; null when absent.</summary>
    public YamlMapping? Mapping(string key)
    {
        switch (Find(key))
        {
            case null:
            case YamlScalarNode { Value: "" or "~" or "null", Style: ScalarStyle.Plain }:
                return null;
            case YamlMappingNode mapping:
                return new YamlMapping(File, mapping, PathOf(key), FirstLine, problems);
            default:
                Error(key, "Settings of the form 'name: value' are expected here.", "Indent them below this line.");
                return null;
        }
    }

    /// <summary>A list of mappings; empty when absent.</summary>
    public IReadOnlyList<YamlMapping> Mappings(string key)
    {
        switch (Find(key))
        {
            case null:
            case YamlScalarNode { Value: "" or "~" or "null", Style: ScalarStyle.Plain }:
                return [];
            case YamlMappingNode mapping:
                return [new YamlMapping(File, mapping, PathOf(key), FirstLine, problems)];
            case YamlSequenceNode sequence when sequence.Children.All(child => child is YamlMappingNode):
                return
                [
                    .. sequence.Children.Cast<YamlMappingNode>().Select((child, index) =>
                        new YamlMapping(File, child, string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}[{index}]"), FirstLine, problems)),
                ];
            default:
                Error(key, "A list of settings is expected here.", "Begin each with '- name: value'.");
                return [];
        }
    }

    /// <summary>The pairs of a mapping of texts, in the order of the file; empty when absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs(string key) =>
        Mapping(key) is { } mapping ? [.. mapping.Keys.Select(name => KeyValuePair.Create(name, mapping.Text(name) ?? ""))] : [];

    /// <summary>Complains of every key that is not among the known ones.</summary>
    public void AllowOnly(params ReadOnlySpan<string> known)
    {
        var names = known.ToArray();
        foreach (var key in Keys.Where(key => !names.Contains(key, StringComparer.Ordinal)))
        {
            var nearest = names.MinBy(name => Distance(name, key));
            var remedy = nearest is not null && Distance(nearest, key) <= 3
                ? $"Did you mean '{nearest}'?"
                : $"Known here: {string.Join(", ", names)}.";
            Error(key, "There is no such setting.", remedy);
        }
    }

    /// <summary>Complains of a value.</summary>
    public void Error(string key, string message, string remedy) => problems.Error(File, LineOf(key), PathOf(key), message, remedy);

    /// <summary>Remarks on a value.</summary>
    public void Warning(string key, string message, string remedy) => problems.Warning(File, LineOf(key), PathOf(key), message, remedy);

    /// <summary>The full path of a key, such as <c>polling.minimumInterval</c>.</summary>
    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private YamlNode? Find(string key) =>
        node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;

    private int LineOf(YamlNode value) => (int)value.Start.Line + FirstLine - 1;

    private static int LineThatFails(string text)
    {
        var lines = text.Split('\n');
        for (var count = 1; count < lines.Length; count++)
        {
            try
            {
                new YamlStream().Load(new StringReader(string.Join('\n', lines[..count])));
            }
            catch (YamlException)
            {
                // An unfinished document, no more.
            }
            catch (InvalidOperationException)
            {
                return count - 1;
            }
        }
        return lines.Length - 1;
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message.TrimEnd('.') + "." : message[..(end + 1)];
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
