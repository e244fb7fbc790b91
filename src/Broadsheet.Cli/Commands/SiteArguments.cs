using System.CommandLine;
using System.Globalization;
using Broadsheet.Embeddings;
using Broadsheet.Cli.Terminal;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Cli.Commands;

/// <summary>The arguments that the verbs on a site share.</summary>
internal static class SiteArguments
{
    public static Argument<string> Directory() => new("DIR")
    {
        Description = "The site folder; the current one when left out.",
        DefaultValueFactory = _ => ".",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document for machines." };

    public static Option<string?> Settings() => new("--settings")
    {
        Description = "Another settings file to use instead of the site's own.",
        HelpName = "FILE",
    };

    public static Option<DateTimeOffset?> Now() => new("--now")
    {
        Description = "The moment to take for now, such as 2026-03-07T18:00:00Z; makes a run repeatable to the byte.",
        HelpName = "INSTANT",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
                return instant;
            result.AddError($"--now: '{text}' is not an instant. Write it like 2026-03-07T18:00:00Z.");
            return null;
        },
    };

    /// <summary>How long to wait for another process that prints the site.</summary>
    public static Option<int> Wait()
    {
        var wait = new Option<int>("--wait")
        {
            Description = "How long to wait, at most, while another process prints the site.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => (int)FolderLock.LongestPrinting.TotalSeconds,
        };
        wait.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--wait is a number of seconds, 0 or more.");
        });
        return wait;
    }

    /// <summary>Opens a site folder; prints what is wrong with it and gives null when it cannot run.</summary>
    public static SiteFolder? Open(string directory, string? settings, InvocationConfiguration streams, string? profile = null)
    {
        var site = Read(directory, settings, profile);
        if (!site.Problems.HasErrors)
            return site;
        foreach (var problem in site.Problems.All.Where(problem => problem.IsError))
            streams.Error.WriteLine(problem);
        return null;
    }

    /// <summary>Works on what a site has stored; what keeps it from that is printed, and the exit code says which kind it is.</summary>
    public static int InNewsroom(string directory, string? settings, InvocationConfiguration streams, Func<Newsroom, SiteFolder, int> work)
    {
        if (Open(directory, settings, streams) is not { } site)
            return ExitCode.SiteMistake;
        try
        {
            using var newsroom = Newsroom.Open(site);
            return work(newsroom, site);
        }
        catch (Exception trouble) when (trouble is StoreException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            streams.Error.WriteLine(trouble.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Works on files; a folder that is in use, and files that cannot be read or written, are printed, and the exit code says which.</summary>
    public static int OnFiles(InvocationConfiguration streams, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (FolderBusyException busy)
        {
            streams.Error.WriteLine(busy.Message);
            return ExitCode.Busy;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            streams.Error.WriteLine(trouble.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Reads a site folder with every setting, right or wrong.</summary>
    public static SiteFolder Read(string directory, string? settings, string? profile = null)
    {
        var site = SiteFolder.Open(directory, settings, Variables(), profile, static files => OnnxSentenceModel.Open(files));
        NewsroomSettings.Read(site);
        Publishing.PressSettings.Read(site);
        site.Settings.Section<Server.ServerOptions>("server");
        site.Settings.Section<Server.Accounts.AccountsOptions>("accounts");
        Server.Webhooks.WebhookSettings.Read(site);
        site.CheckSections();
        return site;
    }

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .Where(variable => ((string)variable.Key).StartsWith("BROADSHEET_", StringComparison.Ordinal))
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}
