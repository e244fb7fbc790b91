using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet new</c>: lays out a site folder that runs as it is.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Where to make the site; the folder must be empty or not there." };
        var title = new Option<string>("--title") { Description = "Name of the site.", DefaultValueFactory = _ => "My Broadsheet" };
        var topic = new Option<string>("--topic") { Description = "What it is about.", DefaultValueFactory = _ => "News" };
        var url = new Option<string>("--url") { Description = "Where it will be read.", DefaultValueFactory = _ => "http://localhost:8080" };
        var command = new Command("new", "Make a site folder: settings, a topic and a list of feeds, each with comments.")
        {
            directory, title, topic, url,
        };
        command.SetAction(parsed => Make(
            Path.GetFullPath(parsed.GetRequiredValue(directory)),
            parsed.GetRequiredValue(title),
            parsed.GetRequiredValue(topic),
            parsed.GetRequiredValue(url),
            parsed.InvocationConfiguration));
        return command.WithExamples(
            ("broadsheet new harbour", "the folder 'harbour' with everything in it"),
            ("broadsheet new rust --title \"Rust Weekly\" --topic Rust", "named, and about Rust"));
    }

    private static int Make(string directory, string title, string topic, string url, InvocationConfiguration streams)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            streams.Error.WriteLine($"{directory}: the folder is not empty. Name another one.");
            return ExitCode.Usage;
        }
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            streams.Error.WriteLine($"--url: '{url}' is not an absolute address. Write one such as https://example.org.");
            return ExitCode.Usage;
        }
        var id = Slug.Of(topic) is { Length: > 0 } slug ? slug : "topic";
        foreach (var (name, text) in Templates())
        {
            // A file named .gitignore would be obeyed in our own repository.
            var path = Path.Combine(directory, name == "gitignore" ? ".gitignore" : name.Replace("TOPIC", id, StringComparison.Ordinal));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text
                .Replace("{{title}}", Quoted(title), StringComparison.Ordinal)
                .Replace("{{url}}", Quoted(url.TrimEnd('/')), StringComparison.Ordinal)
                .Replace("{{topic}}", Quoted(topic), StringComparison.Ordinal)
                .Replace("{{keyword}}", Quoted(topic.ToLower(CultureInfo.InvariantCulture)), StringComparison.Ordinal)
                .Replace("{{id}}", id, StringComparison.Ordinal));
        }
        streams.Output.WriteLine($"Made {directory}.");
        streams.Output.WriteLine($"Next: broadsheet feeds add FEED-ADDRESS {directory}, then broadsheet run {directory}.");
        return ExitCode.Done;
    }

    private static IEnumerable<(string Name, string Text)> Templates()
    {
        const string Prefix = "Template/";
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (resource[Prefix.Length..], reader.ReadToEnd());
        }
    }

    /// <summary>A YAML text in double quotes, whatever is in it.</summary>
    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";
}
