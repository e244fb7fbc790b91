using System.CommandLine;
using System.Globalization;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet demo</c>: runs the bundled newspaper from its recording and serves it.</summary>
internal static class DemoCommand
{
    /// <summary>The moment the recording ends at.</summary>
    private static readonly DateTimeOffset Evening = new(2026, 3, 7, 18, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var directory = new Option<string?>("--dir") { Description = "Where to put the sample site; a temporary folder when left out.", HelpName = "DIR" };
        var port = new Option<int>("--port") { Description = "Port to serve on.", DefaultValueFactory = _ => 8080 };
        var noServe = new Option<bool>("--no-serve") { Description = "Make the site and stop." };
        var json = SiteArguments.Json();
        var command = new Command("demo", "Make the news of a small harbour town from a recording, without network, and show it.") { directory, port, noServe, json };
        command.SetAction((parsed, cancellation) => DemoAsync(
            parsed.GetValue(directory) ?? Path.Combine(Path.GetTempPath(), "broadsheet-demo"),
            parsed.GetRequiredValue(port),
            !parsed.GetValue(noServe),
            parsed.GetValue(json),
            parsed.InvocationConfiguration,
            cancellation));
        return command.WithExamples(
            ("broadsheet demo", "then open http://localhost:8080"),
            ("broadsheet demo --dir gazette --no-serve", "leave the finished site in the folder 'gazette'"));
    }

    private static async Task<int> DemoAsync(string directory, int port, bool serve, bool json, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "sample");
        Copy(sample, directory);
        var site = SiteArguments.Open(directory, settings: null, streams);
        if (site is null)
            return ExitCode.SiteMistake;
        // A machine reads the document alone.
        var narration = json ? streams.Error : streams.Output;
        narration.WriteLine($"Making {site.Masthead.Title} in {site.Root} …");
        var result = await RunCommand.RunAsync(site, new WebChoice(null, Path.Combine(sample, "web.warc.gz")), Evening, json, FolderLock.LongestPrinting, streams, cancellation);
        if (result != ExitCode.Done || !serve)
            return result;
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        try
        {
            await PublicSite.ServeAsync(
                Path.Combine(site.Root, "public"), address, () => narration.WriteLine($"Open {address} (stop with Ctrl+C)."), cancellation);
            return ExitCode.Done;
        }
        catch (IOException trouble)
        {
            streams.Error.WriteLine($"{trouble.Message} Choose another port with --port.");
            return ExitCode.Failed;
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".warc.gz", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
