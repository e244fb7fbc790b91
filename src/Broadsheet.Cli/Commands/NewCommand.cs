using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Delivery;
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
        var deploy = new Option<string?>("--deploy") { Description = "Add what a place to run needs: pages, a workflow for GitHub Pages; or container, a recipe for Docker and Podman.", HelpName = "PLACE" };
        deploy.AcceptOnlyFromAmong("pages", "container");
        var json = SiteArguments.Json();
        var command = new Command("new", "Make a site folder: settings, a topic and a list of feeds, each with comments.")
        {
            directory, title, topic, url, deploy, json,
        };
        command.SetAction(parsed => Make(
            Path.GetFullPath(parsed.GetRequiredValue(directory)),
            parsed.GetRequiredValue(title),
            parsed.GetRequiredValue(topic),
            parsed.GetRequiredValue(url),
            parsed.GetValue(deploy),
            parsed.GetValue(json),
            parsed.InvocationConfiguration));
        return command.WithExamples(
            ("broadsheet new harbour", "the folder 'harbour' with everything in it"),
            ("broadsheet new harbour --deploy pages", "with a workflow that runs it on GitHub and shows it on Pages"),
            ("broadsheet new rust --title \"Rust Weekly\" --topic Rust", "named, and about Rust"));
    }

    private static int Make(string directory, string title, string topic, string url, string? deploy, bool json, InvocationConfiguration streams)
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
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = EmbeddedFiles.Quoted(title),
            ["url"] = EmbeddedFiles.Quoted(url.TrimEnd('/')),
            ["topic"] = EmbeddedFiles.Quoted(topic),
            ["keyword"] = EmbeddedFiles.Quoted(topic.ToLower(CultureInfo.InvariantCulture)),
            ["id"] = id,
        };
        var made = EmbeddedFiles.LayOut("Template", directory, values);
        if (deploy is not null)
            made = [.. made, .. EmbeddedFiles.LayOut("Deploy/" + deploy, directory, new Dictionary<string, string>())];
        if (json)
        {
            streams.Output.WriteLine(JsonSerializer.Serialize(new NewSite(directory, [.. made.Order(StringComparer.Ordinal)]), MachineJson.Default.NewSite));
            return ExitCode.Done;
        }

        streams.Output.WriteLine($"Made {directory}.");
        streams.Output.WriteLine($"Next: broadsheet feeds add FEED-ADDRESS {directory}, then broadsheet run {directory}.");
        return ExitCode.Done;
    }
}

/// <summary>What <c>new</c> made: the site's folder, and its files by their paths in it.</summary>
internal sealed record NewSite(string Folder, IReadOnlyList<string> Files);
