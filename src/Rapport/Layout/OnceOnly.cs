using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Rapport.Accounts;
using Rapport.Storage;

namespace Rapport.Layout;

/// <summary>
/// Does each form once that carries a key (<see cref="OnceTagHelper"/>): who sends it again is led where the first was led. Runs after
/// <see cref="ReadableForms"/>, when the form is read.
/// </summary>
internal sealed class OnceOnly(Store store) : IAsyncResourceFilter
{
    /// <summary>Forms that are being answered.</summary>
    private static readonly ConcurrentDictionary<string, bool> Answering = new(StringComparer.Ordinal);

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        // The page that says what failed was asked for with the same form, which may be what could not be read.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null
            || !HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType
            || (await http.Request.ReadFormAsync(http.RequestAborted))[OnceTagHelper.Field].ToString() is not { Length: 32 } key)
        {
            await next();
            return;
        }
        var effect = new OneEffect(Hash(key, http), await Hash(http.Request.Form, http.RequestAborted));
        if (await effect.Led(store, http.RequestAborted) is { } led)
        {
            context.Result = new RedirectResult(led);
            return;
        }
        effect.Begin();
        var isFirst = Answering.TryAdd(effect.Name, true);
        ResourceExecutedContext executed;
        try
        {
            executed = await next();
        }
        finally
        {
            if (isFirst)
            {
                Answering.TryRemove(effect.Name, out _);
            }
        }
        if (executed.Exception is DoneBefore done && !http.Response.HasStarted)
        {
            executed.ExceptionHandled = true;
            http.Response.Redirect(done.Location ?? await Soon(effect, http.RequestAborted) ?? http.Request.PathBase + Language.Of(http).Prefix + http.Request.Path);
        }
        else if (effect.IsDone && executed.Exception is null && !http.Response.HasStarted && http.Response.Headers.Location.ToString() is { Length: > 0 } location)
        {
            await effect.Leads(store, location);
        }
        else if (effect is { IsDone: true, Again: { } again } && executed.Exception is null && http.Response.StatusCode == StatusCodes.Status200OK)
        {
            await effect.Leads(store, again);
        }
        else if (effect.IsDone && http.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            // What was refused may be sent again once the reason is gone.
            await effect.Forget(store);
        }
    }

    /// <summary>Where the first is led that is answered at this moment, as after a double click; null where that is not told soon.</summary>
    private async Task<string?> Soon(OneEffect effect, CancellationToken stop)
    {
        // As long as the first is being answered here, two seconds at most; whether it is on another node is not known, and it mostly is for a moment.
        for (var tries = 0; tries < (Answering.ContainsKey(effect.Name) ? 40 : 6); tries++)
        {
            if (await effect.Led(store, stop) is { } led)
            {
                return led;
            }
            await Task.Delay(50, stop);
        }
        return await effect.Led(store, stop);
    }

    /// <summary>The key of a form is by lot; sent to another page, or by another account, it is another.</summary>
    private static byte[] Hash(string key, HttpContext http) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{key}\n{http.Request.Path.ToString().TrimEnd('/').ToUpperInvariant()}\n{SignedIn.Of(http)?.Account}"));

    /// <summary>Of all that was sent, in the order in which it came.</summary>
    private static async Task<byte[]> Hash(IFormCollection form, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, values) in form)
        {
            foreach (var value in values)
            {
                Add(name);
                Add(value ?? "");
            }
        }
        foreach (var file in form.Files)
        {
            Add(file.Name);
            await using var content = file.OpenReadStream();
            hash.AppendData(await SHA256.HashDataAsync(content, stop));
        }
        return hash.GetHashAndReset();

        void Add(string text)
        {
            // Its length before it: "ab" and "c" is not "a" and "bc".
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
