/**
 * The entries of the bibliography that {@link bibliographyOf} may give, as they stand in `docs/references.bib`; a test
 * holds the two together.
 */
export const bibliographyEntries: Readonly<Record<string, string>> = {
  Borovicka2007:
    "@article{Borovicka2007, author = {Borovi{\\v c}ka, J. and Spurn{\\'y}, P. and Koten, P.}, title = {Atmospheric deceleration and light curves of Draconid meteors and implications for the structure of cometary dust}, journal = {Astronomy and Astrophysics}, year = {2007}, volume = {473}, pages = {661--672}, doi = {10.1051/0004-6361:20078131}}",
  DelMoral2006:
    "@article{DelMoral2006, author = {Del Moral, P. and Doucet, A. and Jasra, A.}, title = {Sequential {Monte Carlo} samplers}, journal = {Journal of the Royal Statistical Society B}, year = {2006}, volume = {68}, pages = {411--436}, doi = {10.1111/j.1467-9868.2006.00553.x}}",
  Feroz2009:
    "@article{Feroz2009, author = {Feroz, F. and Hobson, M. P. and Bridges, M.}, title = {MultiNest: an efficient and robust Bayesian inference tool for cosmology and particle physics}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2009}, volume = {398}, pages = {1601--1614}, doi = {10.1111/j.1365-2966.2009.14548.x}}",
  Feroz2019:
    "@article{Feroz2019, author = {Feroz, F. and Hobson, M. P. and Cameron, E. and Pettitt, A. N.}, title = {Importance nested sampling and the {MultiNest} algorithm}, journal = {The Open Journal of Astrophysics}, year = {2019}, volume = {2}, pages = {10}, doi = {10.21105/astro.1306.2144}}",
  Fowlie2020:
    "@article{Fowlie2020, author = {Fowlie, A. and Handley, W. and Su, L.}, title = {Nested sampling cross-checks using order statistics}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2020}, volume = {497}, pages = {5256--5263}, doi = {10.1093/mnras/staa2345}}",
  Fowlie2021:
    "@article{Fowlie2021, author = {Fowlie, A. and Handley, W. and Su, L.}, title = {Nested sampling with plateaus}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2021}, volume = {503}, pages = {1199--1205}, doi = {10.1093/mnras/stab590}}",
  Grumitt2024:
    "@misc{Grumitt2024, author = {Grumitt, R. D. P. and Karamanis, M. and Seljak, U.}, title = {Sequential {Kalman} tuning of the t-preconditioned {Crank-Nicolson} algorithm: efficient, adaptive and gradient-free inference for {Bayesian} inverse problems}, year = {2024}, eprint = {2407.07781}, archivePrefix = {arXiv}, doi = {10.48550/arXiv.2407.07781}}",
  Handley2015:
    "@article{Handley2015, author = {Handley, W. J. and Hobson, M. P. and Lasenby, A. N.}, title = {POLYCHORD: next-generation nested sampling}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2015}, volume = {453}, pages = {4384--4398}, doi = {10.1093/mnras/stv1911}}",
  Higson2019:
    "@article{Higson2019, author = {Higson, E. and Handley, W. and Hobson, M. and Lasenby, A.}, title = {Dynamic nested sampling: an improved algorithm for parameter estimation and evidence calculation}, journal = {Statistics and Computing}, year = {2019}, volume = {29}, pages = {891--913}, doi = {10.1007/s11222-018-9844-0}}",
  Kish1965: "@book{Kish1965, author = {Kish, L.}, title = {Survey Sampling}, publisher = {Wiley}, year = {1965}}",
  Lange2023:
    "@article{Lange2023, author = {Lange, J. U.}, title = {nautilus: boosting {Bayesian} importance nested sampling with deep learning}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2023}, volume = {525}, pages = {3181--3194}, doi = {10.1093/mnras/stad2441}}",
  Meng1996:
    "@article{Meng1996, author = {Meng, X.-L. and Wong, W. H.}, title = {Simulating ratios of normalizing constants via a simple identity: a theoretical exploration}, journal = {Statistica Sinica}, year = {1996}, volume = {6}, pages = {831--860}}",
  Neal2003:
    "@article{Neal2003, author = {Neal, R. M.}, title = {Slice sampling}, journal = {The Annals of Statistics}, year = {2003}, volume = {31}, pages = {705--767}, doi = {10.1214/aos/1056562461}}",
  Owen2000:
    "@article{Owen2000, author = {Owen, A. and Zhou, Y.}, title = {Safe and effective importance sampling}, journal = {Journal of the American Statistical Association}, year = {2000}, volume = {95}, pages = {135--143}, doi = {10.1080/01621459.2000.10473909}}",
  Peel2000:
    "@article{Peel2000, author = {Peel, D. and McLachlan, G. J.}, title = {Robust mixture modelling using the t distribution}, journal = {Statistics and Computing}, year = {2000}, volume = {10}, pages = {339--348}, doi = {10.1023/A:1008981510081}}",
  Picone2002:
    "@article{Picone2002, author = {Picone, J. M. and Hedin, A. E. and Drob, D. P. and Aikin, A. C.}, title = {NRLMSISE-00 empirical model of the atmosphere: statistical comparisons and scientific issues}, journal = {Journal of Geophysical Research: Space Physics}, year = {2002}, volume = {107}, number = {A12}, pages = {1468}, doi = {10.1029/2002JA009430}}",
  Skilling2006:
    "@article{Skilling2006, author = {Skilling, J.}, title = {Nested sampling for general Bayesian computation}, journal = {Bayesian Analysis}, year = {2006}, volume = {1}, pages = {833--859}, doi = {10.1214/06-BA127}}",
  Speagle2020:
    "@article{Speagle2020, author = {Speagle, J. S.}, title = {dynesty: a dynamic nested sampling package for estimating Bayesian posteriors and evidences}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2020}, volume = {493}, pages = {3132--3158}, doi = {10.1093/mnras/staa278}}",
  TerBraak2006:
    "@article{TerBraak2006, author = {ter Braak, C. J. F.}, title = {A {Markov} chain {Monte Carlo} version of the genetic algorithm differential evolution: easy {Bayesian} computing for real parameter spaces}, journal = {Statistics and Computing}, year = {2006}, volume = {16}, pages = {239--249}, doi = {10.1007/s11222-006-8769-1}}",
  Veach1995:
    "@inproceedings{Veach1995, author = {Veach, E. and Guibas, L. J.}, title = {Optimally combining sampling techniques for {Monte Carlo} rendering}, booktitle = {SIGGRAPH '95}, pages = {419--428}, year = {1995}, doi = {10.1145/218380.218498}}",
  Vehtari2024:
    "@article{Vehtari2024, author = {Vehtari, A. and Simpson, D. and Gelman, A. and Yao, Y. and Gabry, J.}, title = {{Pareto} smoothed importance sampling}, journal = {Journal of Machine Learning Research}, year = {2024}, volume = {25}, number = {72}, pages = {1--58}}",
  Vida2023:
    "@article{Vida2023, author = {Vida, D. and others}, title = {Direct measurement of decimetre-sized rocky material in the Oort cloud}, journal = {Nature Astronomy}, year = {2023}, volume = {7}, pages = {318--329}, doi = {10.1038/s41550-022-01844-3}}",
  Vida2024:
    "@article{Vida2024, author = {Vida, D. and others}, title = {First holistic modelling of meteoroid ablation and fragmentation: a case study of the Orionids recorded by the Canadian Automated Meteor Observatory}, journal = {Icarus}, year = {2024}, volume = {408}, pages = {115842}, doi = {10.1016/j.icarus.2023.115842}}",
  Zhang2009:
    "@article{Zhang2009, author = {Zhang, J. and Stephens, M. A.}, title = {A new and efficient estimation method for the generalized Pareto distribution}, journal = {Technometrics}, year = {2009}, volume = {51}, pages = {316--325}, doi = {10.1198/tech.2009.08017}}",
};
