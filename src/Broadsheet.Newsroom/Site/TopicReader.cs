using System.Text.RegularExpressions;

namespace Broadsheet.Site;

/// <summary>
/// Reads what a site is about: <c>_data/topics/*.yaml</c>, in the format of the old system, extended with rules (<c>include</c>,
/// <c>exclude</c>), <c>sources</c> and <c>highlight</c>. The names of the files give the order; the first without a parent is the root.
/// </summary>
public static partial class TopicReader
{
    /// <summary>The folder below the site folder.</summary>
    public const string Folder = "_data/topics";

    /// <summary>The topics, the root first. A file with a mistake is told among the problems and left out.</summary>
    /// <param name="root">Path of the site folder.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<Topic> Read(string root, SiteProblems problems) => Read(Files(root), problems);

    /// <summary>The files of topics and their texts.</summary>
    /// <param name="root">Path of the site folder.</param>
    public static IReadOnlyList<(string Name, string Text)> Files(string root) => [.. DataFiles.Read(root, Folder, "*.yaml").Concat(DataFiles.Read(root, Folder, "*.yml"))];

    /// <summary>The topics of these files, as they are or as somebody would have them.</summary>
    /// <param name="files">Names relative to the site folder, and texts.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<Topic> Read(IEnumerable<(string Name, string Text)> files, SiteProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        List<(Topic Topic, YamlMapping Yaml)> read = [];
        foreach (var (name, text) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (YamlMapping.Read(name, text, problems) is { } yaml && Read(yaml) is { } topic && IsNew(topic, yaml, read))
                read.Add((topic, yaml));
        }

        CheckParents(read);
        // Records and pages begin with the root, wherever its file stands.
        return [.. read.Select(pair => pair.Topic).OrderBy(topic => topic.Parent is null ? 0 : 1)];
    }

    private static Topic? Read(YamlMapping yaml)
    {
        yaml.AllowOnly(
            "taxonomy", "_id", "name", "shortname", "parent", "description", "keywords", "hashtags", "images", "services",
            "sources", "highlight", "include", "exclude");
        var id = yaml.RequiredText("_id", "Write '_id: harbour', the name used in addresses.");
        var name = yaml.RequiredText("name", "Write 'name: Harbour'.");
        if (id is not null && !SafeId().IsMatch(id))
        {
            yaml.Error("_id", $"'{id}' cannot stand in an address.", "Use lower-case letters, digits and dashes.");
            return null;
        }

        if (id is null || name is null)
            return null;
        return new Topic
        {
            Id = id,
            Name = name,
            ShortName = yaml.Text("shortname"),
            Parent = yaml.Text("parent"),
            Keywords = Words(yaml, "keywords"),
            Hashtags = yaml.Texts("hashtags"),
            Images = DataFiles.ReadImages(yaml),
            Services = yaml.Pairs("services"),
            Sources = [.. Words(yaml, "sources").Select(domain => domain.ToLowerInvariant())],
            Highlight = ReadHighlight(yaml),
            Rules = TopicRuleReader.Read(yaml),
            File = yaml.File,
        };
    }

    private static List<string> Words(YamlMapping yaml, string key)
    {
        var words = yaml.Texts(key);
        if (words.Any(string.IsNullOrWhiteSpace))
            yaml.Error(key, "An empty entry would match everything.", "Remove it.");
        return [.. words.Where(word => !string.IsNullOrWhiteSpace(word))];
    }

    private static Highlight? ReadHighlight(YamlMapping topic)
    {
        if (topic.Mapping("highlight") is not { } yaml)
            return null;
        yaml.AllowOnly("text", "textColor", "backgroundColor");
        var text = yaml.RequiredText("text", "Write the words of the badge.");
        var colors = new[] { "textColor", "backgroundColor" }.Select(key => ColorOf(yaml, key)).ToList();
        return text is not null && colors is [{ } front, { } back] ? new Highlight(text, front, back) : null;
    }

    private static string? ColorOf(YamlMapping yaml, string key)
    {
        if (yaml.Text(key) is { } color && Color().IsMatch(color))
            return color;
        yaml.Error(key, "A colour is expected here.", "Write it as \"#0015BC\", in quotes.");
        return null;
    }

    private static bool IsNew(Topic topic, YamlMapping yaml, List<(Topic Topic, YamlMapping Yaml)> read)
    {
        var twin = read.FirstOrDefault(other => other.Topic.Id == topic.Id || other.Topic.Name == topic.Name).Topic;
        if (twin is not null)
            yaml.Error(twin.Id == topic.Id ? "_id" : "name", $"{twin.File} has the same.", "Give each topic its own.");
        return twin is null;
    }

    private static void CheckParents(List<(Topic Topic, YamlMapping Yaml)> read)
    {
        foreach (var (topic, yaml) in read.Where(pair => pair.Topic.Parent is not null))
        {
            if (!read.Exists(other => other.Topic.Name == topic.Parent && other.Topic != topic))
                yaml.Error("parent", $"There is no topic named '{topic.Parent}'.", "Write the name of another topic as it stands in its file.");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]+(?:-[a-z0-9]+)*\z")]
    private static partial Regex SafeId();

    [GeneratedRegex(@"\A#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\z")]
    private static partial Regex Color();
}
