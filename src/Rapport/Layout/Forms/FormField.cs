using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Rapport.Layout.Forms;

/// <summary>What a browser does not send twice, and a page does not send back.</summary>
internal enum NotKept
{
    Nothing,

    /// <summary>It is shown to nobody.</summary>
    Password,

    /// <summary>No page may choose a file of somebody's.</summary>
    File,
}

/// <summary>What the tag helpers of a form share: the names of a field's parts, and what is wrong with it.</summary>
internal static class FormField
{
    /// <summary>What an input is called: as the model has it, or as the page says.</summary>
    public static string NameOf(ModelExpression? bound, string? name) =>
        bound?.Name ?? name ?? throw new InvalidOperationException("A field of a form says what it is for, or how it is called.");

    public static string HintId(string name) => $"{name}-hint";

    public static string ErrorId(string name) => $"{name}-error";

    /// <summary>Says how a field is called, in the order in which fields stand: the summary of what is to be changed takes both from here.</summary>
    public static void Tell(ViewContext view, string name, string label) => Told(view).TryAdd(name, label);

    /// <summary>The fields that were told so far, in their order, with what each is called.</summary>
    public static OrderedDictionary<string, string> Told(ViewContext view)
    {
        if (view.HttpContext.Items[typeof(FormField)] is not OrderedDictionary<string, string> told)
        {
            view.HttpContext.Items[typeof(FormField)] = told = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        }
        return told;
    }

    /// <summary>Says that what is put into a field never comes back with the page.</summary>
    public static void TellNotKept(ViewContext view, NotKept what) => view.HttpContext.Items[typeof(NotKept)] = what;

    /// <summary>What does not come back with this page.</summary>
    public static NotKept LostOn(ViewContext view) => view.HttpContext.Items[typeof(NotKept)] is NotKept what ? what : NotKept.Nothing;

    /// <summary>The sentence that says what to do about a field.</summary>
    public static bool TryGetError(ViewContext view, string name, [NotNullWhen(true)] out string? error)
    {
        error = view.ModelState.TryGetValue(name, out var state) && state.Errors.Count > 0
            ? state.Errors[0].ErrorMessage
            : null;
        return error is not null;
    }

    /// <summary>The label or legend's inner part, with the hint where there is one.</summary>
    public static void AppendName(TagBuilder to, string name, string label, string? hint)
    {
        to.InnerHtml.Append(label);
        if (hint is not null)
        {
            var second = new TagBuilder("span");
            second.AddCssClass("hint");
            second.Attributes["id"] = HintId(name);
            second.InnerHtml.Append(hint);
            to.InnerHtml.Append(" ").AppendHtml(second);
        }
    }

    public static TagBuilder Error(string name, string error)
    {
        var tag = new TagBuilder("p");
        tag.AddCssClass("wrong");
        tag.Attributes["id"] = ErrorId(name);
        tag.InnerHtml.Append(error);
        return tag;
    }

    /// <summary>Ties a control to its hint and its error.</summary>
    public static void Describe(TagBuilder control, string name, string? hint, bool bad)
    {
        var by = string.Join(' ', new[] { hint is null ? null : HintId(name), bad ? ErrorId(name) : null }.OfType<string>());
        if (by.Length > 0)
        {
            control.Attributes["aria-describedby"] = by;
        }
        if (bad)
        {
            control.Attributes["aria-invalid"] = "true";
        }
    }
}
