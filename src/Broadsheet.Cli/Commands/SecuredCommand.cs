using System.CommandLine;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing.Records;
using Broadsheet.Securing;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet secured open</c>: reads the sealed provenance of a record.</summary>
internal static class SecuredCommand
{
    public static Command Create() => new Command("secured", "Read the sealed provenance of records.") { Open() }
        .WithExamples(("broadsheet secured open _news/2026-03-04-ferry-returns.md", "where its article came from, and why it scored as it did"));

    private static Command Open()
    {
        var what = new Argument<string>("VALUE|PATH") { Description = "A secured value, or the path of a record that has one (as it is, or below the site folder)." };
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var command = new Command("open", "Decrypt a record's secured value with the site's key; prints one JSON document.") { what, directory, settings };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            if (SiteArguments.Open(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams) is not { } site)
                return ExitCode.SiteMistake;
            if (NewsroomSettings.Read(site).Key is not { } key)
            {
                streams.Error.WriteLine("The site has no key. Set the variable BROADSHEET_KEY, or securing.keyFile in broadsheet.yml.");
                return ExitCode.SiteMistake;
            }
            return ValueOf(parsed.GetRequiredValue(what), site.Root, streams) is { } value ? Open(value, key, streams) : ExitCode.NotFound;
        });
        return command.WithExamples(
            ("broadsheet secured open _news/2026-03-04-ferry-returns.md", "of a record"),
            ("broadsheet secured open \"zVb…==;8kq…==\" harbour", "of a value on its own"));
    }

    private static int Open(string value, SecuredKey key, InvocationConfiguration streams)
    {
        using var envelope = new SecuredEnvelope(key);
        switch (envelope.Open(value))
        {
            case SecuredOpening.Opened opened:
                streams.Output.WriteLine(Indented(opened.Text));
                return ExitCode.Done;
            case SecuredOpening.Refused refused:
                streams.Error.WriteLine(refused.Reason);
                return ExitCode.Failed;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The value itself, or that of the record it names; null, and the reason is printed, when there is none.</summary>
    private static string? ValueOf(string what, string root, InvocationConfiguration streams)
    {
        // A value never ends like this: what follows its ';' is base64.
        if (!what.EndsWith(".md", StringComparison.Ordinal))
            return what;
        var file = File.Exists(what) ? what : Path.Combine(root, what);
        if (!File.Exists(file))
        {
            streams.Error.WriteLine($"There is no record '{what}'.");
            return null;
        }
        switch (RecordReader.Read(File.ReadAllBytes(file)))
        {
            case RecordReading.Done { Record.Secured: { } secured }:
                return secured;
            case RecordReading.Failed failed:
                streams.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}:{failed.Line}: {failed.Problem}"));
                return null;
            default:
                streams.Error.WriteLine($"{what} has no secured value.");
                return null;
        }
    }

    /// <summary>JSON on lines of its own; other systems may have sealed something else, which is told as it is.</summary>
    private static string Indented(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, MachineJson.Default.JsonElement);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
