using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary><c>broadsheet accounts audit</c>: who did what.</summary>
internal static class AccountsAuditCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var json = SiteArguments.Json();
        var top = new Option<int>("--top") { Description = "How many.", HelpName = "NUMBER", DefaultValueFactory = _ => 50 };
        var command = new Command("audit", "Show who did what at the desk, when and from where, the latest first.") { directory, top, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return AccountsCommand.InBook(parsed.GetRequiredValue(directory), streams, book =>
            {
                var entries = book.Audit.Latest(parsed.GetValue(top)).ToArray();
                if (parsed.GetValue(json))
                {
                    streams.Output.WriteLine(JsonSerializer.Serialize(entries, MachineJson.Default.AuditEntryArray));
                    return ExitCode.Done;
                }

                foreach (var entry in entries)
                {
                    var at = entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                    streams.Output.WriteLine($"{at}  {entry.Who}  {entry.What}  {entry.Subject}{(entry.Detail.Length > 0 ? $" ({entry.Detail})" : "")}  {entry.From}");
                }

                return ExitCode.Done;
            });
        });
        return command.WithExamples(("broadsheet accounts audit harbour --top 200", "the latest first"));
    }
}
