using Broadsheet.Server.Api;
using Broadsheet.Site;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Accounts;

/// <summary>Puts up the doors.</summary>
internal static class AccountsSetup
{
    /// <summary>Name of the hidden field that every form carries.</summary>
    public const string FormField = "form-token";

    /// <summary>Name of the header that every script sends with what it changes.</summary>
    public const string FormHeader = "X-Form-Token";

    /// <summary>Adds accounts, and the ways to be recognised.</summary>
    public static void Add(IServiceCollection services, SiteFolder site, TimeProvider time)
    {
        var options = site.Settings.Section<AccountsOptions>("accounts");
        services.AddSingleton(options).AddSingleton(AccountBook.Open(site.StatePath, time, KnownPasswords.Of(options, site.Root))).AddSingleton<PasswordDoor>().AddSingleton<CodeDoor>().AddSingleton(services => new AccountNotices(services, site, services.GetRequiredService<AccountBook>(), time, services.GetRequiredService<ILogger<AccountNotices>>())).AddSingleton<SessionCookies>();
        services.AddDataProtection().SetApplicationName("broadsheet").PersistKeysToFileSystem(KeysOf(site));
        var authentication = services.AddAuthentication(Doors.ByPath)
            .AddPolicyScheme(Doors.ByPath, null, scheme => scheme.ForwardDefaultSelector = http => IsDesk(http) ? Doors.Session : Doors.Token)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Doors.Token, null)
            .AddCookie(Doors.Session, cookie =>
            {
                cookie.EventsType = typeof(SessionCookies);
                cookie.CookieManager = new HostCookies();
                cookie.Cookie = new CookieBuilder
                {
                    Name = "broadsheet-session",
                    HttpOnly = true,
                    // Strict would sign out whoever follows a link from a mail or comes back from an OpenID Connect provider.
                    SameSite = SameSiteMode.Lax,
                    SecurePolicy = CookieSecurePolicy.SameAsRequest,
                    IsEssential = true,
                };
                cookie.ExpireTimeSpan = options.LongestSession;
                cookie.SlidingExpiration = false;
            });
        OpenIdDoor.Add(authentication, options.OpenId, site.Root);
        services.AddAuthorization(Doors.AddPolicies);
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = FormField;
            forms.HeaderName = FormHeader;
            forms.SuppressXFrameOptionsHeader = true;
            forms.Cookie = new CookieBuilder { Name = "broadsheet-form", HttpOnly = true, SameSite = SameSiteMode.Strict, SecurePolicy = CookieSecurePolicy.SameAsRequest, IsEssential = true };
        });
    }

    /// <summary>Recognises callers, and turns away what no form of ours sent. To stand behind routing.</summary>
    public static void Use(WebApplication app)
    {
        app.UseAuthentication();
        app.Use(RefuseUnknownTokens);
        app.UseAuthorization();
        app.Use(RefuseForeignForms);
    }

    /// <summary>Whether a request is for the desk.</summary>
    public static bool IsDesk(HttpContext http) => http.Request.Path.StartsWithSegments(Doors.Desk);

    /// <summary>Who brings a token that does not hold must not be taken for a stranger, who may read: a program would not notice.</summary>
    private static Task RefuseUnknownTokens(HttpContext http, RequestDelegate next) =>
        TokenHandler.IsBrought(http.Request) && Caller.Of(http) is null ? http.ChallengeAsync(Doors.Token) : next(http);

    /// <summary>At the desk, everything that changes something carries what only our own pages know.</summary>
    private static async Task RefuseForeignForms(HttpContext http, RequestDelegate next)
    {
        if (IsDesk(http) && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            try
            {
                await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
            }
            catch (Exception refusal) when (refusal is AntiforgeryValidationException or BadHttpRequestException or InvalidDataException)
            {
                await ((refusal as BadHttpRequestException ?? refusal.InnerException as BadHttpRequestException) is { StatusCode: var status }
                    ? Problem.Refused(status, "The form is too large, or was broken off.")
                    : Problem.Refused(StatusCodes.Status400BadRequest, "This did not come from a form of the desk, or the form is old. Go back, load the page again and send it once more.")).ExecuteAsync(http);
                return;
            }
        }

        await next(http);
    }

    private static DirectoryInfo KeysOf(SiteFolder site)
    {
        var folder = Path.Combine(site.StatePath, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
