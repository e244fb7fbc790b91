using System.Globalization;
using Broadsheet.Publishing;
using Broadsheet.Server.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Desk;

/// <summary>What every page of the desk needs to know.</summary>
public sealed class DeskContext
{
    private readonly string siteHome;
    private readonly TimeZoneInfo zone;

    private DeskContext(HttpContext http, Masthead masthead)
    {
        Base = http.Request.PathBase.Value ?? "";
        Path = http.Request.Path.Value ?? "";
        SiteTitle = masthead.Title;
        siteHome = masthead.Url + masthead.BaseUrl + "/";
        zone = TimeZoneInfo.FindSystemTimeZoneById(masthead.TimeZone);
        Caller = Caller.Of(http);
        FormToken = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken ?? "";
        At = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
    }

    /// <summary>Path of the site on its host; nothing, or with a slash in front.</summary>
    public string Base { get; }

    /// <summary>The page's own path below it.</summary>
    public string Path { get; }

    /// <summary>Name of the site.</summary>
    public string SiteTitle { get; }

    /// <summary>Who is signed in; null on the way in.</summary>
    internal Caller? Caller { get; }

    /// <summary>What every form carries.</summary>
    public string FormToken { get; }

    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What was just done, in words; null when nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>The decision that was just made, so that it can be taken back; null when none was.</summary>
    public string? JustDecided { get; init; }

    /// <summary>What could not be done, and why; null when all went well.</summary>
    public string? Trouble { get; init; }

    /// <summary>The context of a request.</summary>
    internal static DeskContext Of(HttpContext http, string? notice = null, string? trouble = null, string? justDecided = null)
    {
        var masthead = http.RequestServices.GetRequiredService<Newsstand>().Current?.Edition.Masthead
            ?? http.RequestServices.GetRequiredService<LiveSetup>().ReadSite().Masthead;
        return new DeskContext(http, masthead) { Notice = notice, Trouble = trouble, JustDecided = justDecided };
    }

    /// <summary>Whether the one who is signed in may.</summary>
    public bool May(Scopes scope) => Caller?.May(scope) == true;

    /// <summary>An address of the desk.</summary>
    public string Link(string path) => $"{Base}{Doors.Desk}{path}";

    /// <summary>A time as the newspaper's town has it, as short as can be.</summary>
    public string Clock(DateTimeOffset at)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(At, zone));
        var format = local.Date == today.Date ? "HH:mm" : local.Year == today.Year ? "d MMM, HH:mm" : "d MMM yyyy, HH:mm";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A time for machines.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time as a form's field for local times has it, in the newspaper's town.</summary>
    public string Field(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The instant of a form's field; null when it cannot be understood.</summary>
    public DateTimeOffset? FromField(string text)
    {
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || zone.IsInvalidTime(local))
            return null;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>A picture's address as a page may use it: ours below this host, wherever that is; null when it is unsafe.</summary>
    public string? Picture(string url) => url.StartsWith(siteHome, StringComparison.Ordinal) ? $"{Base}/{url[siteHome.Length..]}" : SafeLink.Of(url);

    /// <summary>A number for people.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>So many of something.</summary>
    public static string Count(int number, string one, string several) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : several)}");
}
