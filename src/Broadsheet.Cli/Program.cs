using System.CommandLine;
using Broadsheet.Cli.Commands;
using Broadsheet.Cli.Commands.AccountVerbs;
using Broadsheet.Cli.Commands.FeedVerbs;
using Broadsheet.Cli.Commands.NewsletterVerbs;
using Broadsheet.Cli.Commands.QualityVerbs;
using Broadsheet.Cli.Commands.StoryVerbs;
using Broadsheet.Cli.Commands.SubscriberVerbs;
using Broadsheet.Cli.Commands.TopicVerbs;
using Broadsheet.Cli.Commands.WebhookVerbs;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server;

var root = new RootCommand("Broadsheet: describe a topic, get a front page.")
{
    NewCommand.Create(),
    RunCommand.Create(),
    ServeCommand.Create(),
    McpCommand.Create(),
    PublishCommand.Create(),
    CheckCommand.Create(),
    ExplainCommand.Create(),
    FeedsCommand.Create(),
    StoriesCommand.Create(),
    TopicsCommand.Create(),
    QualityCommand.Create(),
    AccountsCommand.Create(),
    NewsletterCommand.Create(),
    SubscribersCommand.Create(),
    WebhooksCommand.Create(),
    DoctorCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    SecuredCommand.Create(),
    DemoCommand.Create(),
}.WithExamples(
    ("broadsheet demo", "see it work, without network"),
    ("broadsheet new harbour --topic Harbour", "begin a site of your own"),
    ("broadsheet run harbour", "ask its feeds and print it"));
var parsed = root.ShowExamplesInHelp().Parse(args);
// A server ends by itself within LiveSite.LongestStop; the two seconds that are the default would cut it off.
var result = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = 2 * LiveSite.LongestStop });
return parsed.Errors.Count > 0 ? ExitCode.Usage : result;
