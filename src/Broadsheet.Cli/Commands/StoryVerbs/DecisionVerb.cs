using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Decisions;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary>A verb that writes one decision: the options all of them share, and the writing.</summary>
internal sealed class DecisionVerb
{
    private readonly Argument<string> directory = SiteArguments.Directory();
    private readonly Option<string?> settings = SiteArguments.Settings();
    private readonly Option<DateTimeOffset?> now = SiteArguments.Now();
    private readonly Option<bool> json = SiteArguments.Json();
    private readonly Option<string> by = new("--by") { Description = "Who decides.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };
    private readonly Option<string> why = new("--why") { Description = "Why; it is shown behind \"why is this here\".", HelpName = "TEXT", DefaultValueFactory = _ => "" };

    private DecisionVerb(Command command) => Command = command;

    /// <summary>The command.</summary>
    public Command Command { get; }

    /// <summary>Makes a verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="own">Its own arguments and options; the site folder comes behind the arguments.</param>
    /// <param name="decide">Makes the decision; null when it cannot, with the reason printed. Time, author and reason are filled in.</param>
    public static Command Create(string name, string description, IEnumerable<Symbol> own, Func<Deciding, Decision?> decide)
    {
        var verb = new DecisionVerb(new Command(name, description));
        foreach (var symbol in own)
            verb.Add(symbol);
        foreach (var symbol in new Symbol[] { verb.directory, verb.by, verb.why, verb.settings, verb.now, verb.json })
            verb.Add(symbol);
        verb.Command.SetAction(parsed => verb.Decide(parsed, decide));
        return verb.Command;
    }

    private void Add(Symbol symbol)
    {
        if (symbol is Argument argument)
            Command.Add(argument);
        else
            Command.Add((Option)symbol);
    }

    private int Decide(ParseResult parsed, Func<Deciding, Decision?> decide)
    {
        var streams = parsed.InvocationConfiguration;
        return SiteArguments.InNewsroom(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, (newsroom, site) =>
        {
            // Earlier decisions come first: an editor who merged and now splits speaks of the merged story.
            newsroom.Reconsider();
            var at = parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow();
            var stamp = new Stamp(at, parsed.GetRequiredValue(by), parsed.GetRequiredValue(why));
            var decision = decide(new Deciding(parsed, new Archive(newsroom.ArchiveAt(at), streams), newsroom.Decisions, stamp));
            if (decision is null)
                return ExitCode.NotFound;
            var written = new DecisionLog(site.Root).Append(decision);
            streams.Output.WriteLine(parsed.GetValue(json) ? DecisionLog.Serialize(written) : $"{written.Id}: {DecisionWords.Of(written)}. The next run or 'broadsheet publish' obeys; 'broadsheet stories undo --decision {written.Id}' takes it back.");
            return ExitCode.Done;
        });
    }
}

/// <summary>When, by whom and why.</summary>
internal sealed record Stamp(DateTimeOffset At, string By, string Why);

/// <summary>What a decision is made from.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Archive">The stories, by any of their names.</param>
/// <param name="Book">What was decided before.</param>
/// <param name="Stamp">When, by whom and why it is made.</param>
internal sealed record Deciding(ParseResult Parsed, Archive Archive, DecisionBook Book, Stamp Stamp)
{
    /// <summary>Says why there is no decision.</summary>
    public Decision? Refuse(string reason)
    {
        Parsed.InvocationConfiguration.Error.WriteLine(reason);
        return null;
    }
}
