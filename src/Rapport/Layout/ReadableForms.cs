using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Rapport.Layout;

/// <summary>
/// Reads a form once, before the page does: the page would take a form that cannot be read for an empty one, and lose
/// the parts of its address with it. Runs after <see cref="OnlyHandledMethods"/>, before anything is bound.
/// </summary>
internal sealed class ReadableForms : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is null
            && http.Features.Get<IExceptionHandlerFeature>() is null
            && await Refusal(http) is { } status)
        {
            context.Result = new StatusCodeResult(status);
            return;
        }
        await next();
    }

    private static async Task<int?> Refusal(HttpContext http)
    {
        var request = http.Request;
        if (!request.HasFormContentType)
        {
            return HttpMethods.IsPost(request.Method) ? StatusCodes.Status415UnsupportedMediaType : null;
        }
        try
        {
            await request.ReadFormAsync(http.RequestAborted);
            return null;
        }
        catch (InvalidDataException)
        {
            // No boundary, or more fields than any page has.
            return StatusCodes.Status400BadRequest;
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It breaks off in the middle.
            return StatusCodes.Status400BadRequest;
        }
    }
}
