using Broadsheet.Publishing;
using Broadsheet.Server.Hubs;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands;

/// <summary>Tells a site's hubs, after a printing, which of its feeds changed.</summary>
internal static class OwnHubs
{
    /// <summary>Tells them, also what they could not be told before. What a hub does wrong is printed and fails nothing.</summary>
    public static async Task TellAsync(SiteFolder site, PressReport printed, TextWriter error, CancellationToken cancellation)
    {
        using var notices = HubNotices.Of(site, TimeProvider.System);
        notices?.Keep(printed);
        foreach (var report in notices is null ? [] : await notices.TellAsync(cancellation))
        {
            if (report.Untold > 0)
                await error.WriteLineAsync(report.ToString());
        }
    }
}
