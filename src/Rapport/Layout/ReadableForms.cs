using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

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
            // The page of the error must not stumble over the same form.
            http.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
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
        if (!IsUtf8(request))
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }
        try
        {
            await request.ReadFormAsync(http.RequestAborted);
            return null;
        }
        catch (NotSupportedException)
        {
            // A part of it says letters of its own that the runtime refuses to read.
            return StatusCodes.Status415UnsupportedMediaType;
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

    /// <summary>Whether the form is written as every page of ours is; browsers send it so, and say nothing of it.</summary>
    private static bool IsUtf8(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        || HeaderUtilities.RemoveQuotes(type.Charset) is not { Length: > 0 } charset
        || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
