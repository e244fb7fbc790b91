using Broadsheet.Server.Accounts;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server.Desk;

/// <summary>Stands before every room of the desk: who must have a second factor and has none yet is led to where it is set up, whatever they came for.</summary>
internal sealed class SecondFactorFilter(AccountBook book, AccountsOptions options) : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return Lacks(Caller.Required(http).Account) && !http.Request.Path.Equals(Doors.Desk + SecondFactorRoutes.Path, StringComparison.OrdinalIgnoreCase)
            ? ValueTask.FromResult<object?>(TypedResults.LocalRedirect(http.Request.PathBase + Doors.Desk + SecondFactorRoutes.Path))
            : next(context);
    }

    private bool Lacks(Account account) => options.MustHaveSecondFactor(account) && !book.SecondFactors.Has(account);
}
