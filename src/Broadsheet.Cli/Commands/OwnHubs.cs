using Broadsheet.Publishing;
using Broadsheet.Server.Hubs;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands;

/// <summary>Tells a site's hubs, after a printing, which of its feeds changed.</summary>
internal static class OwnHubs
{
    /// <summary>Tells them. What a hub does wrong is printed and fails nothing.</summary>
    public static async Task TellAsync(SiteFolder site, PressReport printed, TextWriter error, CancellationToken cancellation)
    {
        using var notices = HubNotices.Of(site);
        foreach (var report in notices is null ? [] : await notices.TellAsync(notices.Changed(printed), cancellation))
        {
            if (report.Untold > 0)
                await error.WriteLineAsync(report.ToString());
        }
    }
}
