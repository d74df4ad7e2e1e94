using Microsoft.AspNetCore.Mvc.Filters;
using Rapport.Core.Fit;
using Rapport.Profiles;

namespace Rapport.Fit;

/// <summary>Opens what a visitor has answered, from the token that came along, for pages that draw it.</summary>
internal sealed class WishesOfVisitor(Answering answering) : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerInstance.GetType().IsDefined(typeof(ShowsWishesAttribute), inherit: false)
            && context.HttpContext.Request.Query["q"].ToString() is { Length: > 0 } token
            && answering.Open(context.HttpContext, token).Request.Wishes is { Count: > 0 } wishes)
        {
            context.HttpContext.Features.Set(new VisitorWishes(wishes.ToDictionary(
                wish => wish.Key, wish => (wish.Value.Place, QuestionWords.Of(wish.Key).Places[StyleAxes.PlaceOf(wish.Value.Place)]), StringComparer.Ordinal)));
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
