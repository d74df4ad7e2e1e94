using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rapport.Layout;

/// <summary>Answers 405 where a page has no handler for the method; by itself a page would answer as if it were read.</summary>
internal sealed class OnlyHandledMethods : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var method = context.HttpContext.Request.Method;
        if (context.ActionDescriptor is not CompiledPageActionDescriptor page
            || context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return;
        }
        var handled = page.HandlerMethods
            .Select(handler => handler.HttpMethod.ToUpperInvariant())
            .Append(HttpMethods.Get)
            .Append(HttpMethods.Head)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (!handled.Contains(method, StringComparer.OrdinalIgnoreCase))
        {
            context.HttpContext.Response.Headers.Allow = string.Join(", ", handled.Order(StringComparer.Ordinal));
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }
}
