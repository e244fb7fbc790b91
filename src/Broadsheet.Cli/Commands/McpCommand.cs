using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server.Mcp;
using Broadsheet.Storage;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet mcp</c>: lets a language model ask the newspaper, over standard input and output.</summary>
internal static class McpCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var command = new Command("mcp", "Answer a language model over standard input and output (Model Context Protocol); asks no feed.") { directory, settings, now };
        command.SetAction(async (parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            if (SiteArguments.Open(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams) is not { } site)
                return ExitCode.SiteMistake;
            try
            {
                await McpOnStreams.RunAsync(site, parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow(), cancellation);
                return ExitCode.Done;
            }
            catch (Exception trouble) when (trouble is StoreException or IOException or UnauthorizedAccessException)
            {
                await streams.Error.WriteLineAsync(trouble.Message);
                return ExitCode.Failed;
            }
        });
        return command.WithExamples(("broadsheet mcp /srv/gazette", "what a client such as a desktop assistant is told to start"));
    }
}
