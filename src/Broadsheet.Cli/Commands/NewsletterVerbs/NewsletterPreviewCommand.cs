using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing.Mailing;

namespace Broadsheet.Cli.Commands.NewsletterVerbs;

/// <summary><c>broadsheet newsletter preview</c>: the next newsletter as it would be now.</summary>
internal static class NewsletterPreviewCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var open = new Option<bool>("--open") { Description = "Show it in the browser." };
        var text = new Option<bool>("--text") { Description = "Print the plain text instead." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write the page to; a file in the site's .broadsheet folder when left out.", HelpName = "FILE" };
        var command = new Command("preview", "Make the next newsletter as it would be now, to look at. Nothing is kept and nobody is written to.")
        {
            directory, settings, open, text, output, now,
        };
        command.SetAction((parsed, _) =>
        {
            var streams = parsed.InvocationConfiguration;
            return NewsletterCommand.InMailroomAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), TimeProvider.System, streams, (mailroom, site) =>
            {
                if (mailroom.Preview(NewsletterCommand.EditionOf(site, NewsletterCommand.Moment(parsed.GetValue(now)))) is not { } preview)
                {
                    streams.Output.WriteLine("There is too little news for a newsletter (newsletter.minimumStories).");
                    return Task.FromResult(ExitCode.Done);
                }

                if (parsed.GetValue(text))
                    streams.Output.Write(preview.Text);
                else
                    Write(preview, parsed.GetValue(output) ?? Path.Combine(site.StatePath, "newsletter.html"), parsed.GetValue(open), streams);
                return Task.FromResult(ExitCode.Done);
            });
        });
        return command.WithExamples(
            ("broadsheet newsletter preview --open", "in the browser"),
            ("broadsheet newsletter preview harbour --text", "as those see it whose mail program shows no other"),
            ("broadsheet newsletter preview harbour -o next.html", "keep the page"));
    }

    private static void Write(NewsletterPreview preview, string file, bool open, InvocationConfiguration streams)
    {
        File.WriteAllBytes(file, preview.Html);
        streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{preview.Newsletter.Title}: {preview.Newsletter.Stories} stories, {preview.Html.Length / 1024.0:0.0} KB."));
        streams.Output.WriteLine($"Subject: {preview.Newsletter.Subject}");
        streams.Output.WriteLine(file);
        if (open && !TryOpen(file))
            streams.Error.WriteLine("No browser could be started. Open the file yourself.");
    }

    private static bool TryOpen(string file)
    {
        try
        {
            // Every system has its own word for "open this as a person would"; only Windows keeps it in the shell.
            using var browser = OperatingSystem.IsWindows()
                ? Process.Start(new ProcessStartInfo(file) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [file]));
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
