using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Commands.NewsletterVerbs;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing.Mailing;

namespace Broadsheet.Cli.Commands.SubscriberVerbs;

/// <summary><c>broadsheet subscribers</c>: the readers of the newsletter.</summary>
internal static class SubscribersCommand
{
    public static Command Create() => new Command("subscribers", "List, add, bring, take away and erase the readers of the newsletter.")
    {
        List(), Add(), Remove(), Import(), Export(), Erase(),
    }.WithExamples(
        ("broadsheet subscribers list harbour", "who gets the newsletter, and who does not any more"),
        ("broadsheet subscribers import readers.csv harbour", "ask the people of a list whether they want it"),
        ("broadsheet subscribers erase reader@example.org harbour", "forget someone who asks for that"));

    private static Command List()
    {
        var directory = SiteArguments.Directory();
        var json = SiteArguments.Json();
        return Verb("list", "List the readers and how things stand with them.", [directory], [json], directory, (mailroom, parsed, streams) =>
        {
            var readers = mailroom.Store.Subscribers();
            if (parsed.GetValue(json))
            {
                streams.Output.Write(SubscriberFile.ToJson(readers));
                return ExitCode.Done;
            }

            foreach (var reader in readers)
                streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reader.Address}  {reader.State.ToString().ToLowerInvariant()} since {reader.Changed:yyyy-MM-dd}{(reader.Reason is { } reason ? ": " + reason : "")}"));
            streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mailroom.Store.Confirmed()} of {readers.Count} get the newsletter."));
            return ExitCode.Done;
        }).WithExamples(("broadsheet subscribers list harbour", "for people"), ("broadsheet subscribers list harbour --json", "for a script"));
    }

    private static Command Add()
    {
        var address = AddressArgument();
        var directory = SiteArguments.Directory();
        var confirmed = Confirmed("Take the address as confirmed: you know that its owner wants the newsletter.");
        return Verb("add", "Add a reader. They get a letter and confirm, unless you vouch for them.", [address, directory], [confirmed], directory, (mailroom, parsed, streams) => WithAddress(parsed.GetRequiredValue(address), streams, reader =>
        {
            var at = NewsletterCommand.Moment(null);
            if (parsed.GetValue(confirmed))
                mailroom.Store.Add(reader, at, "operator", mayReturn: true);
            else
                mailroom.Store.Ask(reader, at, "operator");
            streams.Output.WriteLine(parsed.GetValue(confirmed) ? $"{reader} gets the next newsletter." : $"{reader} gets a letter with the next sending, and the newsletter once they have confirmed.");
            return ExitCode.Done;
        })).WithExamples(
            ("broadsheet subscribers add reader@example.org harbour", "ask them first"),
            ("broadsheet subscribers add you@example.org harbour --confirmed", "yourself"));
    }

    private static Command Remove()
    {
        var address = AddressArgument();
        var directory = SiteArguments.Directory();
        return Verb("remove", "Send a reader no more mail. The address stays on file as one that left.", [address, directory], [], directory, (mailroom, parsed, streams) => WithAddress(parsed.GetRequiredValue(address), streams, reader =>
        {
            if (mailroom.Store.Find(reader) is not { } subscriber)
                return NotThere(reader, streams);
            mailroom.Store.Stop(subscriber.Id, SubscriberState.Unsubscribed, "The operator took the reader off the list.", NewsletterCommand.Moment(null));
            streams.Output.WriteLine($"{reader} gets no more mail.");
            return ExitCode.Done;
        })).WithExamples(("broadsheet subscribers remove reader@example.org harbour", "someone who asked you by mail to be taken off"));
    }

    private static Command Erase()
    {
        var address = AddressArgument();
        var directory = SiteArguments.Directory();
        return Verb("erase", "Forget a reader and all that was sent to them. Only a keyed hash remains, so that an old list does not bring the address back.", [address, directory], [], directory, (mailroom, parsed, streams) => WithAddress(parsed.GetRequiredValue(address), streams, reader =>
        {
            if (!mailroom.Store.Erase(reader, NewsletterCommand.Moment(null)))
                return NotThere(reader, streams);
            streams.Output.WriteLine("Erased. Copies may remain in your backups.");
            return ExitCode.Done;
        })).WithExamples(("broadsheet subscribers erase reader@example.org harbour", "the right to be forgotten"));
    }

    private static Command Export()
    {
        var directory = SiteArguments.Directory();
        var json = SiteArguments.Json();
        var only = new Option<string?>("--address") { Description = "Only this reader: what someone may ask to be told.", HelpName = "ADDRESS" };
        return Verb("export", "Print all that is known of the readers, as CSV or JSON.", [directory], [json, only], directory, (mailroom, parsed, streams) =>
        {
            var wanted = parsed.GetValue(only);
            var readers = mailroom.Store.Subscribers().Where(reader => wanted is null || reader.Address == ReaderAddress.Parse(wanted)?.Ascii);
            streams.Output.Write(parsed.GetValue(json) ? SubscriberFile.ToJson(readers) : SubscriberFile.ToCsv(readers));
            return ExitCode.Done;
        }).WithExamples(("broadsheet subscribers export harbour > readers.csv", "to take away"), ("broadsheet subscribers export harbour --json --address reader@example.org", "what is known of one reader"));
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with a column 'address' or 'email', JSON as 'export' prints it, or an address a line." };
        var directory = SiteArguments.Directory();
        var confirmed = Confirmed("Take all as confirmed: you can prove that each asked for the newsletter.");
        return Verb("import", "Bring readers from a file. They get a letter and confirm, unless you vouch for them; who left, complained or was erased is not brought back.", [file, directory], [confirmed], directory, (mailroom, parsed, streams) =>
        {
            try
            {
                var at = NewsletterCommand.Moment(null);
                var (added, unwanted, wrong) = (0, 0, 0);
                foreach (var (line, text, address) in SubscriberFile.Read(File.ReadAllText(parsed.GetRequiredValue(file))))
                {
                    if (address is null)
                    {
                        wrong++;
                        streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line}: '{text}' is no mail address."));
                    }
                    else if (parsed.GetValue(confirmed) ? mailroom.Store.Add(address, at, "import", mayReturn: false) : mailroom.Store.AddUnconfirmed(address, at, "import"))
                    {
                        added++;
                    }
                    else
                    {
                        unwanted++;
                    }
                }

                streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} brought, {unwanted} who want no mail left out, {wrong} that are no addresses."));
                return wrong > 0 && added + unwanted == 0 ? ExitCode.Failed : ExitCode.Done;
            }
            catch (JsonException fault)
            {
                streams.Error.WriteLine($"{parsed.GetRequiredValue(file)}: {fault.Message}");
                return ExitCode.Failed;
            }
        }).WithExamples(
            ("broadsheet subscribers import readers.csv harbour", "ask them first"),
            ("broadsheet subscribers import readers.csv harbour --confirmed", "from another newsletter program, with proof"));
    }

    private static Argument<string> AddressArgument() => new("ADDRESS") { Description = "The reader's mail address." };

    private static Option<bool> Confirmed(string description) => new("--confirmed") { Description = description };

    private static Command Verb(string name, string description, Argument[] arguments, Option[] options, Argument<string> directory, Func<Mailroom, ParseResult, InvocationConfiguration, int> work)
    {
        var settings = SiteArguments.Settings();
        var command = new Command(name, description) { settings };
        foreach (var argument in arguments)
            command.Add(argument);
        foreach (var option in options)
            command.Add(option);
        command.SetAction((parsed, _) => NewsletterCommand.InMailroomAsync(
            parsed.GetRequiredValue(directory),
            parsed.GetValue(settings),
            TimeProvider.System,
            parsed.InvocationConfiguration,
            (mailroom, _) => Task.FromResult(work(mailroom, parsed, parsed.InvocationConfiguration))));
        return command;
    }

    private static int WithAddress(string text, InvocationConfiguration streams, Func<ReaderAddress, int> work)
    {
        if (ReaderAddress.Parse(text) is { } address)
            return work(address);
        streams.Error.WriteLine("This is no mail address.");
        return ExitCode.Usage;
    }

    private static int NotThere(ReaderAddress address, InvocationConfiguration streams)
    {
        streams.Error.WriteLine($"{address} is not known.");
        return ExitCode.NotFound;
    }
}
