using System.CommandLine;
using System.Globalization;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing.Mailing;

namespace Broadsheet.Cli.Commands.NewsletterVerbs;

/// <summary><c>broadsheet newsletter bounces</c>: reads returned mail, and takes off the list whom it cannot reach or who complained.</summary>
internal static class NewsletterBouncesCommand
{
    private const int LargestMail = 32 * 1024 * 1024;

    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var files = new Option<string[]>("--from", "-f")
        {
            Description = "A file with one mail, a folder of such files (a maildir), or - for standard input.",
            HelpName = "FILE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var trust = new Option<bool>("--trust-addresses") { Description = "Believe a report that does not hold the id of our mail. Only for mail that strangers cannot put there." };
        var command = new Command("bounces", "Read returned mail and complaints: readers whose mailbox is gone, or who complained, get no more mail.") { directory, files, trust, settings };
        command.SetAction((parsed, _) =>
        {
            var streams = parsed.InvocationConfiguration;
            return NewsletterCommand.InMailroomAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), TimeProvider.System, streams, (mailroom, _) =>
            {
                var reader = new BounceReader(mailroom.Store, parsed.GetValue(trust));
                var at = TimeProvider.System.GetUtcNow();
                var outcomes = new SortedDictionary<BounceOutcome, int>();
                foreach (var mail in Mails(parsed.GetRequiredValue(files)))
                {
                    using (mail)
                    {
                        var outcome = reader.Read(mail, at);
                        outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                    }
                }

                streams.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Of(BounceOutcome.Bounced)} mailboxes gone, {Of(BounceOutcome.Complained)} complaints, {Of(BounceOutcome.Counted)} failures that may pass, {Of(BounceOutcome.Unknown)} reports on mail that is not known to be ours, {Of(BounceOutcome.NoReport)} other mails."));
                return Task.FromResult(ExitCode.Done);
                int Of(BounceOutcome outcome) => outcomes.GetValueOrDefault(outcome);
            });
        });
        return command.WithExamples(
            ("broadsheet newsletter bounces harbour -f ~/Maildir/new", "a maildir"),
            ("broadsheet newsletter bounces /srv/gazette -f -", "one mail, from the mail server's pipe"));
    }

    private static IEnumerable<Stream> Mails(IEnumerable<string> places)
    {
        foreach (var place in places)
        {
            if (place == "-")
            {
                yield return Bounded(Console.OpenStandardInput());
            }
            else if (Directory.Exists(place))
            {
                foreach (var file in Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    yield return Bounded(File.OpenRead(file));
            }
            else
            {
                yield return Bounded(File.OpenRead(place));
            }
        }
    }

    /// <summary>A mail, or its beginning: a report that long is none.</summary>
    private static MemoryStream Bounded(Stream stream)
    {
        using (stream)
        {
            var mail = new MemoryStream();
            var piece = new byte[81920];
            int length;
            while (mail.Length < LargestMail && (length = stream.Read(piece)) > 0)
                mail.Write(piece, 0, length);
            mail.Position = 0;
            return mail;
        }
    }
}
